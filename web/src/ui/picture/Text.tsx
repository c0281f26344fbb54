/** A text of the picture. */
export function Text(props: {
  x: number;
  y: number;
  size?: number;
  weight?: number;
  anchor?: "start" | "middle" | "end";
  tone?: "ink" | "ink-2" | "accent" | "accent-ink" | "page";
  /** It lies on marks: a rim of the page parts it from them. */
  rim?: boolean;
  children: React.ReactNode;
}) {
  return (
    <text
      x={props.x}
      y={props.y}
      textAnchor={props.anchor ?? "start"}
      style={{
        fontSize: props.size ?? 12,
        fontWeight: props.weight ?? 400,
        fill: `var(--${props.tone ?? "ink"})`,
        fontVariantNumeric: "tabular-nums",
        ...(props.rim && { stroke: "var(--page)", strokeWidth: 3, strokeLinejoin: "round", paintOrder: "stroke" }),
      }}
    >
      {props.children}
    </text>
  );
}

/** Lines of text under one another. */
export function Lines({
  lines,
  y,
  leading,
  ...rest
}: { lines: string[]; leading: number } & Omit<Parameters<typeof Text>[0], "children">) {
  const rows = lines.map((line, index) => ({ line, y: y + index * leading }));
  return rows.map((row) => (
    <Text key={row.y} {...rest} y={row.y}>
      {row.line}
    </Text>
  ));
}
