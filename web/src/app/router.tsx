import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
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

export const router = createRouter({
  routeTree: root.addChildren([map, customers, customer, data, check, importing, rejected]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
