import { useCombobox } from "@mantine/core";
import { useEffect, useRef, useState } from "react";

/** A search field over a list that always stands under it. The field has the focus. */
export function useSearching() {
  const [search, setSearch] = useState("");
  const field = useRef<HTMLInputElement>(null);
  // It may take the place of what had the focus.
  useEffect(() => field.current?.focus(), []);
  const combobox = useCombobox({ opened: true });
  return {
    combobox,
    wanted: search.trim().toLowerCase(),
    field: {
      ref: field,
      type: "search",
      value: search,
      autoComplete: "off",
      onChange: (event: { currentTarget: HTMLInputElement }) => setSearch(event.currentTarget.value),
    },
  };
}

/** Enter takes the first of what was found; `found` is how many there are, which may come later than the text. */
export function useFirst({ combobox, wanted }: ReturnType<typeof useSearching>, found: number) {
  const { selectFirstOption, resetSelectedOption } = combobox;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is another with each text and each number of names.
  useEffect(() => {
    if (wanted) selectFirstOption();
    else resetSelectedOption();
  }, [wanted, found]);
}
