import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { parseExploreSearch } from "../rooms/explore/search";
import { parseMapSearch } from "../rooms/map/search";
import { Fault, NotFound } from "./Fault";
import { Shell } from "./Shell";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Fault });

const map = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: parseMapSearch,
  component: lazyRouteComponent(() => import("./MapPage"), "MapPage"),
});

const explore = createRoute({
  getParentRoute: () => root,
  path: "/explore",
  component: lazyRouteComponent(() => import("../rooms/explore/ExploreRoom"), "ExploreRoom"),
});

const analysis = createRoute({
  getParentRoute: () => root,
  path: "/explore/$analysis",
  validateSearch: parseExploreSearch,
  component: lazyRouteComponent(() => import("../rooms/explore/AnalysisRoom"), "AnalysisRoom"),
});

const sql = createRoute({
  getParentRoute: () => root,
  path: "/sql",
  component: lazyRouteComponent(() => import("../rooms/sql/SqlRoom"), "SqlRoom"),
});

const customers = createRoute({
  getParentRoute: () => root,
  path: "/customers",
  component: lazyRouteComponent(() => import("../rooms/customers/CustomersRoom"), "CustomersRoom"),
});

const customer = createRoute({
  getParentRoute: () => root,
  path: "/customers/$id",
  component: lazyRouteComponent(() => import("../rooms/customers/CustomerRoom"), "CustomerRoom"),
});

const data = createRoute({
  getParentRoute: () => root,
  path: "/data",
  component: lazyRouteComponent(() => import("../rooms/data/DataRoom"), "DataRoom"),
});

const check = createRoute({
  getParentRoute: () => root,
  path: "/data/check/$upload",
  component: lazyRouteComponent(() => import("../rooms/data/CheckRoom"), "CheckRoom"),
});

const recipe = createRoute({
  getParentRoute: () => root,
  path: "/data/recipe",
  validateSearch: (search): { uploads: string } => ({
    uploads: typeof search.uploads === "string" ? search.uploads : "",
  }),
  component: lazyRouteComponent(() => import("../rooms/data/RecipeRoom"), "RecipeRoom"),
});

const importing = createRoute({
  getParentRoute: () => root,
  path: "/data/imports/$id",
  component: lazyRouteComponent(() => import("../rooms/data/ImportRoom"), "ImportRoom"),
});

const rejected = createRoute({
  getParentRoute: () => root,
  path: "/data/rejected",
  validateSearch: (search): { import?: string } =>
    typeof search.import === "string" && search.import ? { import: search.import } : {},
  component: lazyRouteComponent(() => import("../rooms/data/RejectedRoom"), "RejectedRoom"),
});

const live = createRoute({
  getParentRoute: () => root,
  path: "/live",
  component: lazyRouteComponent(() => import("../rooms/live/LiveRoom"), "LiveRoom"),
});

const definitions = createRoute({
  getParentRoute: () => root,
  path: "/definitions",
  component: lazyRouteComponent(() => import("../rooms/definitions/DefinitionsRoom"), "DefinitionsRoom"),
});

const dictionary = createRoute({
  getParentRoute: () => root,
  path: "/definitions/events",
  component: lazyRouteComponent(() => import("../rooms/definitions/DictionaryRoom"), "DictionaryRoom"),
});

const kind = createRoute({
  getParentRoute: () => root,
  path: "/definitions/events/$code",
  component: lazyRouteComponent(() => import("../rooms/definitions/KindRoom"), "KindRoom"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    map,
    explore,
    analysis,
    sql,
    customers,
    customer,
    data,
    check,
    recipe,
    importing,
    rejected,
    live,
    definitions,
    dictionary,
    kind,
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
