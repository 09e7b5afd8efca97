import "./desk.css";
import { Text } from "@mantine/core";
import { useChords } from "../foundation/ownKeys";
import { Page } from "../foundation/Page";
import { useLookedUp } from "../patients/lookUp";
import { LookedUp } from "./person/LookedUp";
import { PersonRecord } from "./person/PersonRecord";

/** One person, looked up from the header by whoever is not at the desk. Nobody stands in the address: after a reload it is empty. */
export function PersonPage() {
  const chords = useChords();
  const shown = useLookedUp();
  return (
    <Page title="Person" permission="patients.read">
      {shown ? (
        <div className="personPage">
          <LookedUp />
          <div>{shown.card && <PersonRecord person={shown.card} ground={{ reason: shown.reason ?? "" }} />}</div>
        </div>
      ) : (
        <Text c="dimmed">Nobody is looked up. {chords.search} searches by name, number or MRN.</Text>
      )}
    </Page>
  );
}
