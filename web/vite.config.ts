import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Every browser we support reads WOFF2: the older WOFF twins of the fonts would double the build for nobody. */
function onlyWoff2(): Plugin {
  return {
    name: "only-woff2",
    enforce: "pre",
    transform(code, id) {
      if (!id.includes("@fontsource") || !id.endsWith(".css")) return null;
      return code.replaceAll(/,\s*url\([^)]+\.woff\)\s*format\(['"]woff['"]\)/g, "");
    },
  };
}

/** `npm run dev:fixtures` answers from recorded answers instead of a server; nothing of it enters a build. */
function fixtures(): Plugin {
  return {
    name: "fixtures",
    apply: "serve",
    transformIndexHtml: (html) => html.replace("/src/app/main.tsx", "/src/app/__fixtures__/main.tsx"),
  };
}

/** The server checks Host and Origin. */
const SERVER = "http://127.0.0.1:8420";

export default defineConfig(({ mode }) => ({
  plugins: [onlyWoff2(), react(), ...(mode === "fixtures" ? [fixtures()] : [])],
  build: {
    outDir: "../src/footpath/http/static",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2023",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
  server: {
    port: 5173,
    ...(mode === "fixtures"
      ? {}
      : { proxy: { "/api": { target: SERVER, changeOrigin: true, headers: { origin: SERVER } } } }),
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
}));
