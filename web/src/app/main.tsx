import "./theme/styles.css";
import { createRoot } from "react-dom/client";
import { startI18n } from "../i18n";
import { App } from "./App";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root element to draw in.");
await startI18n();
createRoot(root).render(<App />);
