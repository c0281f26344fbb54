import type { Control } from "../schema";

export interface Read {
  value?: unknown;
  fault?: { code: "duration" | "number" | "whole" | "least" | "most" | "ranges" | "json" | "empty"; values?: object };
}

/** What was typed, as the server takes it, or what is wrong with it. `unit`: of a length of time. */
export function readAs(control: Control, typed: string, unit: string, optional: boolean): Read {
  const text = typed.trim();
  if (text === "") return optional ? { value: null } : { fault: { code: "empty" } };
  if (control.as === "duration") {
    // "90m" in the field says its unit itself.
    const [, amount, own] = /^(\d+(?:[.,]\d+)?)\s*(ms|s|m|h|d|w)?$/.exec(text) ?? [];
    return amount ? { value: `${amount.replace(",", ".")}${own ?? unit}` } : { fault: { code: "duration" } };
  }
  if (control.as === "number") {
    const value = Number(text.replace(/\s/g, "").replace(",", "."));
    if (!Number.isFinite(value)) return { fault: { code: "number" } };
    if (control.whole && !Number.isInteger(value)) return { fault: { code: "whole" } };
    if (control.least !== undefined && value < control.least)
      return { fault: { code: "least", values: { n: control.least } } };
    if (control.most !== undefined && value > control.most)
      return { fault: { code: "most", values: { n: control.most } } };
    return { value };
  }
  if (control.as === "ranges") {
    const pairs = text.split(/[,;]/).map((part) => /^\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?$/.exec(part));
    if (pairs.some((pair) => !pair)) return { fault: { code: "ranges" } };
    return { value: pairs.map((pair) => [Number(pair?.[1]), Number(pair?.[2] ?? pair?.[1])]) };
  }
  if (control.as === "json") {
    try {
      return { value: JSON.parse(text) };
    } catch {
      return { fault: { code: "json" } };
    }
  }
  return { value: text };
}
