import { Button, type ButtonProps, VisuallyHidden } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/Icon";

interface Props extends ButtonProps {
  onFiles: (files: File[]) => void;
}

/** Opens the system's own choice of files. */
export function FileButton({ onFiles, ...button }: Props) {
  const { t } = useTranslation("data");
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button leftSection={<Icon name="drop" />} onClick={() => input.current?.click()} {...button}>
        {t("choose")}
      </Button>
      <VisuallyHidden>
        <input
          ref={input}
          type="file"
          multiple
          tabIndex={-1}
          aria-label={t("choose")}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = "";
            if (files.length > 0) onFiles(files);
          }}
        />
      </VisuallyHidden>
    </>
  );
}
