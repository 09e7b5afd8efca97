import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { PersonCard, Visit } from "../../api/types";
import { useNow } from "../../foundation/clock";
import { dayTime } from "../../foundation/formats";
import { channelWords, directionWords } from "../../interactions/words";

interface PersonFactsProps {
  person: PersonCard | null;
  /** Why nothing is shown yet. */
  hiddenWords?: string;
}

/** What an agent asks first, always in this order and in boxes of the same height; the values stay hidden until who speaks is known. */
export function PersonFacts({ person, hiddenWords = "Hidden until verified" }: PersonFactsProps) {
  const now = useNow();
  const visit = (value: Visit | null | undefined) =>
    value && (
      <Fact>
        {dayTime(value.at, now, person?.timeZone)}, {value.visitType}
        <small>{[value.provider, value.location].filter(Boolean).join(", ")}</small>
      </Fact>
    );
  return (
    <dl className="facts">
      <FactBox name="Last contact" person={person} hiddenWords={hiddenWords}>
        {(shown) =>
          shown.lastContact && (
            <Fact>
              {dayTime(shown.lastContact.at, now, shown.timeZone)}
              {shown.lastContact.by && ` by ${shown.lastContact.by}`}
              <small>
                {[
                  `${channelWords(shown.lastContact.channel)} ${directionWords(shown.lastContact.direction).toLowerCase()}`,
                  shown.lastContact.disposition,
                ]
                  .filter(Boolean)
                  .join(", ")}
              </small>
            </Fact>
          )
        }
      </FactBox>
      <FactBox name="Next appointment" person={person} hiddenWords={hiddenWords}>
        {(shown) => visit(shown.nextAppointment)}
      </FactBox>
      <FactBox name="Last visit" person={person} hiddenWords={hiddenWords}>
        {(shown) => visit(shown.lastVisit)}
      </FactBox>
      <FactBox name="Plan" person={person} hiddenWords="Hidden" small>
        {(shown) => shown.plan}
      </FactBox>
      <FactBox name="Balance" person={person} hiddenWords="Hidden" small>
        {(shown) => (typeof shown.balance === "number" ? dollars.format(shown.balance / 100) : "Not shown")}
      </FactBox>
    </dl>
  );
}

const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });

function Fact({ children }: { children: ReactNode }) {
  return <span className="fact">{children}</span>;
}

interface FactBoxProps {
  name: string;
  person: PersonCard | null;
  hiddenWords: string;
  small?: boolean;
  children: (person: PersonCard) => ReactNode;
}

function FactBox({ name, person, hiddenWords, small, children }: FactBoxProps) {
  return (
    <div className={small ? "factBox small" : "factBox"}>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <dd className={person ? undefined : "hiddenFact"}>{person ? children(person) || "None" : hiddenWords}</dd>
    </div>
  );
}
