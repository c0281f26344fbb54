import type { DefinitionsAnswer } from "../../../api/types";
import { useModelName } from "../../../ui/edits/models";
import type { Edits } from "../../../ui/edits/useEdits";
import { Choice } from "../../../ui/scope/MenuChoice";

/** The stage models of a menu. Without stages none of them is in use, whatever the definitions began with. */
export function ModelChoices({ definitions, edits }: { definitions: DefinitionsAnswer; edits: Edits }) {
  const modelName = useModelName();
  const { models, definitions: current } = definitions;
  return models.map(({ id, name, stages }) => (
    <Choice
      key={id}
      chosen={current.model === id && current.stages.length > 0}
      hint={stages.join(" · ")}
      onClick={() => edits.edit({ do: "use_model", model: id })}
    >
      {modelName(id, name)}
    </Choice>
  ));
}
