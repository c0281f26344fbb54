import { Button, Modal, NumberInput, Switch, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeSource, type Source, type SourceChange, sourcesQuery } from "../../api/live";
import dialog from "../../ui/Dialog.module.css";
import { Trouble } from "../../ui/Trouble";

interface Props {
  source: Source | null;
  onClose: () => void;
}

/** How a source takes what clients send. */
export function SettingsDialog({ source, onClose }: Props) {
  const { t } = useTranslation("live");
  return (
    <Modal
      opened={source !== null}
      onClose={onClose}
      title={source && t("settings.title", { name: source.name })}
      classNames={{ title: dialog.title ?? "" }}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {source && <Form source={source} onClose={onClose} />}
    </Modal>
  );
}

function Form({ source, onClose }: { source: Source; onClose: () => void }) {
  const { t } = useTranslation("live");
  const queries = useQueryClient();
  const { settings } = source;
  const [name, setName] = useState(source.name);
  const [origins, setOrigins] = useState(settings.origins.join("\n"));
  const [channel, setChannel] = useState(settings.channel ?? "");
  const [events, setEvents] = useState<number | string>(settings.batch_events);
  const [bytes, setBytes] = useState<number | string>(settings.batch_bytes);
  const [rate, setRate] = useState<number | string>(settings.events_per_second ?? "");
  const [addresses, setAddresses] = useState(settings.addresses === "shortened");
  const [paused, setPaused] = useState(settings.paused);
  const [renewing, setRenewing] = useState(false);
  const change = useMutation({
    mutationFn: (wanted: SourceChange) => changeSource(source.id, wanted),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: sourcesQuery.queryKey });
      onClose();
    },
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({
      name: name.trim() || source.name,
      settings: {
        origins: origins.split(/\s+/).filter(Boolean),
        channel: channel.trim() || null,
        batch_events: Number(events),
        batch_bytes: Number(bytes),
        events_per_second: rate === "" ? null : Number(rate),
        addresses: addresses ? "shortened" : "none",
        paused,
      },
    });
  };
  return (
    <form onSubmit={save} className={dialog.fields}>
      <TextInput
        label={t("create.name")}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={200}
      />
      <Textarea
        label={t("settings.origins")}
        description={t("settings.originsHint")}
        placeholder="https://shop.example"
        autosize
        minRows={1}
        maxRows={5}
        value={origins}
        onChange={({ currentTarget }) => setOrigins(currentTarget.value)}
      />
      <TextInput
        label={t("settings.channel")}
        description={t("settings.channelHint")}
        value={channel}
        onChange={({ currentTarget }) => setChannel(currentTarget.value)}
        maxLength={100}
      />
      <div className={dialog.days}>
        <NumberInput
          hideControls
          label={t("settings.events")}
          min={1}
          max={100_000}
          value={events}
          onChange={setEvents}
        />
        <NumberInput
          hideControls
          label={t("settings.bytes")}
          min={1_000}
          max={20_971_520}
          thousandSeparator=" "
          value={bytes}
          onChange={setBytes}
        />
      </div>
      <NumberInput
        hideControls
        label={t("settings.rate")}
        description={t("settings.rateHint")}
        min={1}
        value={rate}
        onChange={setRate}
      />
      <Switch
        label={t("settings.addresses")}
        checked={addresses}
        onChange={({ currentTarget }) => setAddresses(currentTarget.checked)}
      />
      <Switch
        label={t("settings.paused")}
        checked={paused}
        onChange={({ currentTarget }) => setPaused(currentTarget.checked)}
      />
      {change.error && <Trouble error={change.error} inline />}
      <div className={dialog.actions}>
        {renewing ? (
          <div className={dialog.question} role="alert">
            <p>{t("settings.renewText")}</p>
            <Button loading={change.isPending} onClick={() => change.mutate({ renew_key: true })}>
              {t("settings.renewYes")}
            </Button>
            <Button variant="subtle" onClick={() => setRenewing(false)}>
              {t("cancel")}
            </Button>
          </div>
        ) : (
          <>
            <Button type="submit" loading={change.isPending}>
              {t("settings.save")}
            </Button>
            <Button variant="subtle" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button variant="subtle" className={dialog.apart ?? ""} onClick={() => setRenewing(true)}>
              {t("settings.renew")}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
