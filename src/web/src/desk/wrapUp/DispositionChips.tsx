import { Kbd, Text, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Disposition, Favourite } from "../../api/types";
import { DispositionPicker } from "../../dispositions/DispositionPicker";
import { dispositionsQuery, favouritesQuery } from "../../dispositions/queries";
import { useKeys } from "../../foundation/useKeys";

interface DispositionChipsProps {
  practice: string;
  tree: string;
  /** Whose disposition this is, when the call is about several. */
  about: string | null;
  value: string | null;
  onChange: (key: string | null) => void;
}

const most = 8;

/** A favourite on a chip in two lines: the leaf, and over it what leads there. Alone on a low desk stands only a leaf that no other has. */
export function chipsOf(favourites: Favourite[], rows: Disposition[]) {
  const chips = favourites.slice(0, most).map(({ key, label }) => {
    const row = rows.find((each) => each.key === key);
    const parts = row ? [row.outcome, row.reason, row.source].filter(Boolean) : [label];
    return { key, path: parts.join(" › "), above: parts.slice(0, -1).join(" › "), leaf: parts.at(-1) };
  });
  return chips.map((chip) => ({ ...chip, alone: chips.filter(({ leaf }) => leaf === chip.leaf).length === 1 }));
}

/** Eight favourites in the supervisor's order, each with its key; all others behind More. */
export function DispositionChips({ practice, tree, about, value, onChange }: DispositionChipsProps) {
  const favourites = useQuery(favouritesQuery(practice)).data?.items ?? [];
  const rows = useQuery(dispositionsQuery).data ?? [];
  const shown = chipsOf(favourites, rows);
  const pick = (place: number) => {
    const favourite = favourites[place - 1];
    if (favourite) onChange(favourite.key);
  };
  useKeys({ disposition: pick });
  return (
    <div className="wrapChips">
      {about && (
        <Text size="xs" lh="16px" truncate title={about} className="wrapFor">
          Disposition for <b>{about}</b>
        </Text>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid of buttons in every browser */}
      <div className="chips" role="group" aria-label={about ? `Disposition for ${about}` : "Favourite dispositions"}>
        {shown.map(({ key, path, above, leaf, alone }, index) => (
          <UnstyledButton
            key={key}
            className="chip"
            aria-pressed={key === value}
            title={path}
            onClick={() => onChange(key)}
          >
            <Kbd>{index + 1}</Kbd>
            <span className="chipWords" data-alone={alone || undefined}>
              <span className="chipAbove">{above}</span>
              <span className="ellipsis">{leaf}</span>
            </span>
          </UnstyledButton>
        ))}
      </div>
      <DispositionPicker
        label={about ? `Disposition for ${about}` : "Disposition"}
        compact
        tree={tree}
        value={value}
        onChange={onChange}
      />
    </div>
  );
}
