import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { post } from "../../api/client";
import type { RecipePreview } from "../../api/replay";
import { useFormat } from "../../ui/format";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { Trouble } from "../../ui/Trouble";
import { EventsTable } from "./EventsTable";
import go from "./ImportButton.module.css";
import classes from "./RecipeRoom.module.css";
import { keptRecipe } from "./recipe";

const SHOWN = 3;

/** What a recipe makes of the files that were dropped with it, before anything is written. */
export function RecipeRoom() {
  const { t } = useTranslation("data");
  const navigate = useNavigate();
  const { uploads: joined } = useSearch({ from: "/data/recipe" });
  const recipe = keptRecipe(joined);
  const body = { recipe, uploads: joined.split(",") };
  const preview = useQuery({
    queryKey: ["recipe", joined],
    queryFn: ({ signal }) => post<RecipePreview>("/recipes/preview", body, signal),
    enabled: recipe !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const start = useMutation({
    mutationFn: () => post<{ import_id: string }>("/imports", body),
    onSuccess: ({ import_id }) => navigate({ to: "/data/imports/$id", params: { id: import_id } }),
  });
  const back = () => void navigate({ to: "/data" });
  return (
    <Page title={t("recipe.title")}>
      <h1 className={classes.title}>{preview.data?.recipe || t("recipe.title")}</h1>
      {recipe === null ? (
        <p className={classes.lead}>{t("recipe.gone")}</p>
      ) : preview.error ? (
        <Trouble error={preview.error} inline />
      ) : preview.data ? (
        <Tables preview={preview.data} />
      ) : (
        <div className={classes.waiting}>
          <Skeleton width={340} height={16} />
          <Skeleton width="80%" />
        </div>
      )}
      {start.error && <Trouble error={start.error} inline />}
      <div className={go.go}>
        {preview.data && (
          <Button size="md" loading={start.isPending || start.isSuccess} onClick={() => start.mutate()}>
            {t("go.import")}
          </Button>
        )}
        <Button size="md" variant="subtle" onClick={back}>
          {t("go.back")}
        </Button>
        {preview.data && <span>{t("go.undoable")}</span>}
      </div>
    </Page>
  );
}

function Tables({ preview }: { preview: RecipePreview }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  return (
    <>
      <p className={classes.lead}>{t("recipe.lead")}</p>
      {preview.tables.map(({ table, files, rejected_in_sample }) => (
        <section key={table} className={classes.table}>
          <h2>{files.join(", ")}</h2>
          {preview.rules
            .filter((rule) => rule.from === table)
            .map((rule, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rules have no other name than their place.
              <div key={place}>
                <p>
                  <b>{rule.event.replace(/^=/, "")}</b>{" "}
                  {t("recipe.inSample", { count: rule.n, n: format.number(rule.n) })}
                </p>
                <EventsTable label={rule.event} events={rule.events.slice(0, SHOWN)} />
              </div>
            ))}
          {rejected_in_sample > 0 && (
            <p className={classes.out}>
              {t("out.count", { count: rejected_in_sample, n: format.number(rejected_in_sample) })} {t("out.text")}
            </p>
          )}
        </section>
      ))}
    </>
  );
}
