import { Kbd, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DispositionPicker } from "../../dispositions/DispositionPicker";
import { favouritesQuery } from "../../dispositions/queries";
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

/** Eight favourites in the supervisor's order, each with its key; all others behind More. */
export function DispositionChips({ practice, tree, about, value, onChange }: DispositionChipsProps) {
  const favourites = useQuery(favouritesQuery(practice)).data?.items ?? [];
  const pick = (place: number) => {
    const favourite = favourites[place - 1];
    if (favourite) onChange(favourite.key);
  };
  useKeys({ disposition: pick });
  return (
    <div className="wrapChips">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid of buttons in every browser */}
      <div className="chips" role="group" aria-label={about ? `Disposition for ${about}` : "Favourite dispositions"}>
        {favourites.slice(0, most).map((favourite, index) => (
          <UnstyledButton
            key={favourite.key}
            className="chip"
            aria-pressed={favourite.key === value}
            title={favourite.path}
            onClick={() => onChange(favourite.key)}
          >
            <Kbd>{index + 1}</Kbd>
            <span className="ellipsis">{favourite.label}</span>
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
