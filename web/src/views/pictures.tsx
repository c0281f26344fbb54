import { type ComponentType, lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { AnalysisAnswer } from "../api/explore";
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
  heat: lazy(() => import("./heat").then(({ Heat }) => ({ default: Heat }))),
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
  if (!hasPicture(answer)) return <p>{t("pictures.nobody")}</p>;
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

const WAITED_MS = 10_000;
const LOOKED_MS = 50;

/** The picture on the page, once it is drawn: its chunk may be on its way while the answer's words are there. */
async function drawn(): Promise<SVGSVGElement> {
  for (let waited = 0; waited < WAITED_MS; waited += LOOKED_MS) {
    const found = document.getElementById(FIGURE_ID);
    if (found instanceof SVGSVGElement) return found;
    await new Promise((done) => setTimeout(done, LOOKED_MS));
  }
  throw new Error("There is no picture to export yet.");
}

/** Whether an answer has a picture: one about nobody has none. */
export const hasPicture = (answer: AnalysisAnswer): boolean => answer.n > 0 || answer.difference !== undefined;

/** The picture on the page as a file; `words` stand over and under it. */
export async function pictureFile(format: "svg" | "png", words: ExportWords): Promise<Blob> {
  if (format === "png") return exportPng(await drawn(), words);
  return new Blob([await exportSvg(await drawn(), words)], { type: "image/svg+xml" });
}
