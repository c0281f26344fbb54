import { Button } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../ui/Icon";
import { spanned, spanOf } from "../between";
import { labelOf, moved } from "../step";
import { Between } from "./Between";
import type { ParameterProps } from "./ParameterWord";
import { Places } from "./Places";
import classes from "./Steps.module.css";

/** What stands in an item of the list: the step itself, or the one in its field. */
function innerOf(item: unknown, within: string | null): unknown {
  if (within === null || typeof item !== "object" || item === null) return item;
  const inner = (item as Record<string, unknown>)[within];
  return typeof inner === "string" ? { event: inner } : inner;
}

/** The steps in their order: each can be another, go earlier or later, or go away; Alt and an arrow move it too. */
export function Steps({ parameter, value, words, siblings, onChange }: ParameterProps) {
  const { t } = useTranslation("explore");
  const steps: unknown[] = Array.isArray(value) ? value : [];
  const [edited, setEdited] = useState<number | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const { control } = parameter;
  if (control.as !== "steps") return null;
  const { least, most, ordered, within, between } = control;
  const others = between && Array.isArray(siblings?.steps) ? siblings.steps.map(labelOf) : [];
  /** The focus goes where the step goes; without the step, to the way to add one. */
  const focusOn = (place: number, button = 0) =>
    requestAnimationFrame(() => {
      const buttons = list.current?.children[place]?.querySelectorAll("button");
      (buttons?.[button] ?? (list.current?.nextElementSibling as HTMLElement | null))?.focus();
    });
  const move = (from: number, by: -1 | 1, button = 0) => {
    const to = from + by;
    if (to < 0 || to >= steps.length) return;
    onChange(moved(steps, from, by));
    focusOn(to, button);
  };
  const press = (event: KeyboardEvent, place: number) => {
    if (!ordered || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(place, event.key === "ArrowUp" ? -1 : 1);
  };
  const drop = (onto: number) => {
    if (dragged === null || dragged === onto) return;
    const rest = steps.filter((_, place) => place !== dragged);
    rest.splice(onto, 0, steps[dragged]);
    onChange(rest);
    setDragged(null);
  };
  if (edited !== null)
    return (
      <Places
        label={edited < steps.length ? t("room.steps.change", { n: edited + 1 }) : t("room.steps.add")}
        none={undefined}
        chosen={innerOf(steps[edited], within)}
        onChoose={(chosen) => {
          const step = within === null ? chosen : spanned({ [within]: chosen }, within, spanOf(steps[edited]));
          onChange(
            edited < steps.length ? steps.map((one, place) => (place === edited ? step : one)) : [...steps, step],
          );
          setEdited(null);
          focusOn(edited);
        }}
      />
    );
  return (
    <div className={classes.steps}>
      <ol ref={list}>
        {steps.map((step, place) => {
          const name = labelOf(step);
          const named = { n: place + 1, name };
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: the same step may stand twice, and only its place tells which.
              key={place}
              draggable={ordered}
              onDragStart={() => setDragged(place)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={() => drop(place)}
              onDragEnd={() => setDragged(null)}
              data-dragged={dragged === place || undefined}
            >
              <span className={classes.number} aria-hidden="true">
                {ordered && place + 1}
              </span>
              <button
                type="button"
                className={classes.name}
                onClick={() => setEdited(place)}
                onKeyDown={(event) => press(event, place)}
              >
                {name}
              </button>
              {ordered &&
                ([-1, 1] as const).map((by) => (
                  <button
                    key={by}
                    type="button"
                    className={classes.act}
                    aria-label={t(by < 0 ? "room.steps.earlier" : "room.steps.later", named)}
                    aria-disabled={by < 0 ? place === 0 : place === steps.length - 1}
                    onClick={() => move(place, by, by < 0 ? 1 : 2)}
                  >
                    <Icon name="down" size={14} className={by < 0 ? (classes.up ?? "") : ""} />
                  </button>
                ))}
              <button
                type="button"
                className={classes.act}
                aria-label={t("room.steps.remove", named)}
                aria-disabled={steps.length <= least}
                onClick={() => {
                  if (steps.length <= least) return;
                  onChange(steps.filter((_, other) => other !== place));
                  focusOn(Math.min(place, steps.length - 2));
                }}
              >
                <Icon name="close" size={14} />
              </button>
              {within !== null && others.length > 2 && (
                <Between
                  name={name}
                  item={step}
                  steps={others}
                  onChange={(span) =>
                    onChange(steps.map((one, other) => (other === place ? spanned(one, within, span) : one)))
                  }
                />
              )}
            </li>
          );
        })}
      </ol>
      {steps.length < most && (
        <Button variant="subtle" size="compact-md" onClick={() => setEdited(steps.length)} data-autofocus>
          {t("room.steps.add")}
        </Button>
      )}
      <p className={classes.hint}>{words.hint(parameter)}</p>
    </div>
  );
}
