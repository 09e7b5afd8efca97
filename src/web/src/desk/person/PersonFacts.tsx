import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Earned, PersonCard, Visit } from "../../api/types";
import { useNow } from "../../foundation/clock";
import { dateWords, dayOf, dayTime } from "../../foundation/formats";
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
    value &&
    (value.confidential && !value.visitType ? (
      <Fact>
        {dateWords(dayOf(value.at, person?.timeZone))}
        <small>Confidential visit</small>
      </Fact>
    ) : (
      <Fact>
        {dayTime(value.at, now, person?.timeZone)}, {value.visitType}
        <small>{[value.provider, value.location].filter(Boolean).join(", ")}</small>
      </Fact>
    ));
  return (
    <dl className="facts">
      <FactBox name="Last contact" person={person} earned={(may) => may.hear} hiddenWords={hiddenWords}>
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
      <FactBox name="Next appointment" person={person} earned={hearsOrBooks} hiddenWords={hiddenWords}>
        {(shown) => visit(shown.nextAppointment)}
      </FactBox>
      <FactBox name="Last visit" person={person} earned={hearsOrBooks} hiddenWords={hiddenWords}>
        {(shown) => visit(shown.lastVisit)}
      </FactBox>
      <FactBox name="Plan" person={person} earned={(may) => hearsOrBooks(may) || may.bill} hiddenWords="Hidden" small>
        {(shown) => shown.plan}
      </FactBox>
      <FactBox name="Balance" person={person} earned={(may) => may.bill} hiddenWords="Hidden" small>
        {(shown) => (typeof shown.balance === "number" ? dollars.format(shown.balance / 100) : "Not shown")}
      </FactBox>
    </dl>
  );
}

const hearsOrBooks = (may: Earned) => may.hear || may.book;

const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });

function Fact({ children }: { children: ReactNode }) {
  return <span className="fact">{children}</span>;
}

interface FactBoxProps {
  name: string;
  person: PersonCard | null;
  /** Whether who speaks may have it. */
  earned: (may: Earned) => boolean;
  hiddenWords: string;
  small?: boolean;
  children: (person: PersonCard) => ReactNode;
}

function FactBox({ name, person, earned, hiddenWords, small, children }: FactBoxProps) {
  const shown = person && earned(person.earned) ? person : null;
  return (
    <div className={small ? "factBox small" : "factBox"}>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <dd className={shown ? undefined : "hiddenFact"}>
        {shown ? children(shown) || "None" : person ? "Not for who speaks" : hiddenWords}
      </dd>
    </div>
  );
}
