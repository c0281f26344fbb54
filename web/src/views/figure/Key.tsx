import { Text } from "../../ui/picture/Text";
import { widthOf } from "../../ui/picture/text";

export interface KeyPart {
  fill: string;
  text: string;
}

/** What fills mean, in a line, where they cannot be labelled where they are. */
export function Key({ y, parts }: { y: number; parts: KeyPart[] }) {
  let x = 0;
  return (
    <g aria-hidden="true">
      {parts.map(({ fill, text }) => {
        const at = x;
        x += 18 + widthOf(text, 12) + 18;
        return (
          <g key={text}>
            <rect x={at} y={y - 9} width={12} height={10} style={{ fill }} />
            <Text x={at + 18} y={y} tone="ink-2">
              {text}
            </Text>
          </g>
        );
      })}
    </g>
  );
}
