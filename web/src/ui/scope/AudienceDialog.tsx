import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Audience } from "../../api/types";
import classes from "../Dialog.module.css";
import { AudienceForm } from "./AudienceForm";

interface Props {
  /** The audience to edit, or a new one; closed where there is neither. */
  edited: Audience | "new" | null;
  onClose: () => void;
  onSaved: (id: string) => void;
  onDeleted: (id: string) => void;
}

/** An audience by rule: made, changed or deleted. */
export function AudienceDialog({ edited, onClose, onSaved, onDeleted }: Props) {
  const { t } = useTranslation("map");
  return (
    <Modal
      opened={edited !== null}
      onClose={onClose}
      title={edited === "new" ? t("audience.newTitle") : t("audience.editTitle")}
      size={520}
      classNames={{ title: classes.title ?? "" }}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      {edited !== null && (
        <AudienceForm
          audience={edited === "new" ? null : edited}
          onClose={onClose}
          onSaved={onSaved}
          onDeleted={onDeleted}
        />
      )}
    </Modal>
  );
}
