import "i18next";
import type common from "./en/common.json";
import type customers from "./en/customers.json";
import type data from "./en/data.json";
import type definitions from "./en/definitions.json";
import type explore from "./en/explore.json";
import type journey from "./en/journey.json";
import type live from "./en/live.json";
import type map from "./en/map.json";
import type reasons from "./en/reasons.json";
import type sql from "./en/sql.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: {
      common: typeof common;
      customers: typeof customers;
      data: typeof data;
      definitions: typeof definitions;
      explore: typeof explore;
      journey: typeof journey;
      live: typeof live;
      map: typeof map;
      reasons: typeof reasons;
      sql: typeof sql;
    };
  }
}
