/** Hatching: there is still time, so it is not known yet. */
export function Hatch({ id, tone = "--vol-2" }: { id: string; tone?: string }) {
  return (
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={5} height={5} style={{ fill: "var(--page)" }} />
      <rect width={2} height={5} style={{ fill: `var(${tone})` }} />
    </pattern>
  );
}
