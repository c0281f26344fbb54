import type { EditOp } from "../../api/types";

type Done = EditOp["do"] | "unplace" | "unplace_kind" | "accept_all" | "no_outcome" | "no_touch" | "no_dimension";

export interface Said {
  key: Done | "undo" | "redo" | "propose" | "restore" | "imported";
  values: { name: string; target: string };
}

/** What an edit did, for the announcement; `named` gives the name of a stage or touchpoint before the edit. */
export function saidOf(op: EditOp, named: (id: string) => string): Said {
  const said = (key: Done, name = "", target = ""): Said => ({ key, values: { name, target } });
  switch (op.do) {
    case "move_touchpoint":
      return op.stage === null
        ? said("unplace", named(op.touchpoint))
        : said(op.do, named(op.touchpoint), named(op.stage));
    case "add_touchpoint":
      return said(op.do, op.name);
    case "set_match":
      return said(op.do, named(op.touchpoint));
    case "set_touch":
      return op.match.length > 0 ? said(op.do, op.name) : said("no_touch", op.name);
    case "set_dimension":
      return op.groups.length > 0 ? said(op.do, op.name) : said("no_dimension", op.name);
    case "rename_touchpoint":
      return said(op.do, named(op.touchpoint), op.name);
    case "rename_stage":
      return said(op.do, named(op.stage), op.name);
    case "remove_touchpoint":
      return said(op.do, named(op.touchpoint));
    case "remove_stage":
    case "move_stage":
      return said(op.do, named(op.stage));
    case "merge_touchpoints":
      return said(op.do, op.from.map(named).join(", "), named(op.into));
    case "place_kind": {
      const target = op.touchpoint ?? op.stage;
      return target ? said(op.do, op.name, named(target)) : said("unplace_kind", op.name);
    }
    case "accept":
      return op.touchpoint ? said(op.do, named(op.touchpoint)) : said("accept_all");
    case "set_outcome":
      return op.match.length > 0 ? said(op.do, op.name) : said("no_outcome");
    case "add_stage":
      return said(op.do, op.name);
    case "use_model":
      return said(op.do, op.model);
    case "set_title":
      return said(op.do, op.title);
  }
}
