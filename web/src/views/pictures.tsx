import { type ComponentType, lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { type ExportWords, exportPng, exportSvg } from "../ui/picture/export";
import type { PictureProps } from "./figure/answers";
import { FIGURE_ID } from "./figure/Figure";

export type { PictureProps } from "./figure/answers";

/** Which view draws which picture: analyses name theirs. Each is a chunk of its own. */
export const PICTURES: Record<string, ComponentType<PictureProps>> = {
  steps: lazy(() => import("./steps").then(({ Steps }) => ({ default: Steps }))),
  cohorts: lazy(() => import("./cohorts").then(({ Cohorts }) => ({ default: Cohorts }))),
  lines: lazy(() => import("./lines").then(({ Lines }) => ({ default: Lines }))),
  sankey: lazy(() => import("./sankey").then(({ Sankey }) => ({ default: Sankey }))),
  credits: lazy(() => import("./credits").then(({ Credits }) => ({ default: Credits }))),
  graph: lazy(() => import("./graph").then(({ Graph }) => ({ default: Graph }))),
  sessions: lazy(() => import("./sessions").then(({ SessionsPicture }) => ({ default: SessionsPicture }))),
};

const Bars = lazy(() => import("./bars").then(({ Bars }) => ({ default: Bars })));
const Difference = lazy(() => import("./difference").then(({ Difference }) => ({ default: Difference })));

/** Pictures that show both sides of a comparison; beside the others their difference is drawn. */
const TWO_SIDED = new Set(["steps", "cohorts", "lines", "credits"]);

/** The picture of an answer; a view that is not known here is drawn as bars of the table. */
export function Picture({ picture, ...props }: PictureProps & { picture: string }) {
  const { t } = useTranslation("explore");
  const { answer } = props;
  const View = PICTURES[picture] ?? Bars;
  if (answer.n === 0 && !answer.difference) return <p>{t("pictures.nobody")}</p>;
  const known = picture in PICTURES;
  return (
    <Suspense>
      {(known || !answer.difference) && <View {...props} />}
      {answer.difference && !TWO_SIDED.has(picture) && (
        <Difference {...props} id={known ? `${FIGURE_ID}-difference` : FIGURE_ID} />
      )}
    </Suspense>
  );
}

const drawn = (): SVGSVGElement => {
  const found = document.getElementById(FIGURE_ID);
  if (!(found instanceof SVGSVGElement)) throw new Error("There is no picture to export yet.");
  return found;
};

/** The picture on the page as a file; `words` stand over and under it. */
export async function pictureFile(format: "svg" | "png", words: ExportWords): Promise<Blob> {
  if (format === "png") return exportPng(drawn(), words);
  return new Blob([await exportSvg(drawn(), words)], { type: "image/svg+xml" });
}
