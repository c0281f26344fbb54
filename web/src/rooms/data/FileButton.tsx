import { Button, type ButtonProps, VisuallyHidden } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/Icon";

interface Props extends ButtonProps {
  onFile: (file: File) => void;
}

/** Opens the system's own choice of a file. */
export function FileButton({ onFile, ...button }: Props) {
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
          tabIndex={-1}
          aria-label={t("choose")}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (file) onFile(file);
          }}
        />
      </VisuallyHidden>
    </>
  );
}
