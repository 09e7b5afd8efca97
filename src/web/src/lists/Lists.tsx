import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Page } from "../foundation/Page";
import { Empty, QueryView } from "../foundation/QueryView";
import { ListEditor } from "./ListEditor";
import { ListsTable } from "./ListsTable";
import { OpenList } from "./OpenList";
import { listsQuery } from "./queries";

const route = getRouteApi("/shell/lists");

/** What the address says instead of a list's id while a new one is made. */
const fresh = "new";

/** Saved filters over a practice's people: all of them, or the one that is open. Nobody stands in the address. */
export function Lists() {
  const { list: id } = route.useSearch();
  const navigate = route.useNavigate();
  const lists = useQuery(listsQuery);
  const open = (list?: string) => void navigate({ search: { list } });
  if (id === fresh) return <ListEditor list={null} onClose={open} />;
  if (id === undefined) return <ListsTable lists={lists} onOpen={open} onNew={() => open(fresh)} />;
  return (
    <QueryView query={lists} loading="Loading the list">
      {({ items }) => {
        const list = items.find((each) => each.id === id);
        return list ? (
          <OpenList key={id} list={list} onOpen={open} />
        ) : (
          <Page title="Lists" permission="lists.read">
            <Empty>There is no such list, or it is not shared with you.</Empty>
          </Page>
        );
      }}
    </QueryView>
  );
}
