import { useQuery } from "@tanstack/react-query";
import { QueryView } from "../foundation/QueryView";
import { PartnerIssues } from "./PartnerIssues";
import { PartnerMeetings } from "./PartnerMeetings";
import { organisationQuery } from "./queries";

/** What was talked about with a referral partner, and what is open. */
export function PartnerLog({ id }: { id: string }) {
  return (
    <QueryView query={useQuery(organisationQuery(id))} loading="Loading meetings and issues">
      {(detail) => (
        <>
          <PartnerIssues id={id} detail={detail} />
          <PartnerMeetings id={id} detail={detail} />
        </>
      )}
    </QueryView>
  );
}
