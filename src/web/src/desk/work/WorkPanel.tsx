import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { CallControls } from "../../agents/callControls";
import type { AgentMe } from "../../api/types";
import { ContactsTab } from "../../contacts/ContactsTab";
import { useCan, useMe } from "../../identity/session";
import { MyRecentCalls } from "../../interactions/MyRecentCalls";
import { KnowledgeTab } from "../../knowledge/KnowledgeTab";
import { PhoneSetup } from "../../phone/PhoneSetup";
import { type Tab, tabs, useDeskView } from "../deskView";
import { parkedQuery } from "../queries";
import { DialTab } from "./DialTab";
import { EmergencyPanel } from "./EmergencyPanel";
import { OwedTab } from "./OwedTab";
import { RecordTab } from "./RecordTab";
import { TransferTab } from "./TransferTab";
import { WhereYouSit } from "./WhereYouSit";

interface WorkPanelProps {
  agent: AgentMe;
  controls: CallControls;
}

const labels: { [tab in Tab]: string } = {
  record: "Record",
  dial: "Dial",
  transfer: "Transfer",
  owed: "Owed",
  recent: "Recent",
  knowledge: "Knowledge",
  contacts: "Contacts",
  phone: "Phone",
};

/** D: the agent's work in tabs that stay as they were left; what a tab lists is asked for while it is in front. The emergency question lies over them, never over B or E. */
export function WorkPanel({ agent, controls }: WorkPanelProps) {
  const { tab, go, emergencyAsked } = useDeskView();
  const can = useCan();
  const call = agent.call ?? null;
  const ownPractice = useMe()?.practices[0]?.id ?? "";
  const parked = useQuery(parkedQuery).data?.items ?? [];
  const contents: { [tab in Tab]: ReactNode } = {
    record: <RecordTab call={call} />,
    dial: <DialTab agent={agent} controls={controls} />,
    transfer: <TransferTab call={call} controls={controls} parked={parked} />,
    owed: <OwedTab shown={tab === "owed"} />,
    recent: <MyRecentCalls currentId={call?.id} shown={tab === "recent"} />,
    knowledge: (
      <KnowledgeTab
        practice={call?.practice.id ?? ownPractice}
        line={call && (call.direction === "inbound" ? call.to : call.from)}
      />
    ),
    contacts: <ContactsTab practice={call?.practice.id ?? ownPractice} call={call} controls={controls} />,
    phone: <PhoneSetup shown={tab === "phone"} />,
  };
  const shown = tabs.filter((each) =>
    each === "owed"
      ? can("owed.read")
      : each === "dial"
        ? can("calls.make")
        : each === "contacts"
          ? can("contacts.read")
          : true,
  );
  return (
    <section className="deskWork" aria-label="Work">
      {emergencyAsked && call && <EmergencyPanel call={call} controls={controls} />}
      <Tabs
        value={tab}
        onChange={(next) => next && go(next as Tab)}
        className="deskTabs"
        keepMountedMode="display-none"
      >
        <Tabs.List>
          {shown.map((each) => (
            <Tabs.Tab key={each} value={each} id={`desk-tab-${each}`}>
              {labels[each]}
              {each === "transfer" && parked.length > 0 && ` · ${parked.length} parked`}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map((each) => (
          <Tabs.Panel key={each} value={each} className="deskTab" aria-labelledby={`desk-tab-${each}`}>
            {contents[each]}
          </Tabs.Panel>
        ))}
      </Tabs>
      {!call && <WhereYouSit />}
    </section>
  );
}
