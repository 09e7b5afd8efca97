import { Button, Group, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { User } from "../api/types";
import { api, ask } from "../foundation/api";
import { useNow } from "../foundation/clock";
import { dayTime, sentence } from "../foundation/formats";
import { tell, tellFailure } from "../foundation/notify";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { AddUser } from "./AddUser";
import { PasswordDialog } from "./PasswordDialog";

const headings = ["Name", "User", "Role", "Team", "Practices", "State"];

/** Everybody with an account. */
export function Users() {
  const query = useQuery({
    queryKey: ["users"],
    queryFn: () => ask(api.GET("/api/users", { params: { query: { size: 500 } } })),
  });
  return (
    <Page
      title="Users"
      permission="users.manage"
      note={query.data && `${query.data.total} accounts`}
      actions={<AddUser />}
    >
      <QueryView
        query={query}
        loading="Loading users"
        isEmpty={(list) => list.items.length === 0}
        empty="No users yet."
      >
        {(list) => (
          <TableBox label="Users">
            <Table>
              <Table.Thead>
                <Table.Tr>
                  {headings.map((heading) => (
                    <Table.Th key={heading}>{heading}</Table.Th>
                  ))}
                  <Table.Th>
                    <span className="visuallyHidden">Actions</span>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.items.map((user) => (
                  <UserRow key={user.id} user={user} />
                ))}
              </Table.Tbody>
            </Table>
          </TableBox>
        )}
      </QueryView>
    </Page>
  );
}

function UserRow({ user }: { user: User }) {
  const now = useNow();
  const queryClient = useQueryClient();
  const [changing, dialog] = useDisclosure(false);
  const locked = user.lockedUntil && Date.parse(user.lockedUntil) > now ? user.lockedUntil : null;
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["users"] });
  const unlock = useMutation({
    mutationFn: () => ask(api.PUT("/api/users/{id}", { params: { path: { id: user.id } }, body: { unlock: true } })),
    onSuccess: () => tell("Unlocked"),
    onError: tellFailure,
    onSettled: refresh,
  });
  const state = !user.active ? "Not active" : locked ? `Locked until ${dayTime(locked, now)}` : "Active";
  return (
    <Table.Tr>
      <Table.Td>{user.name}</Table.Td>
      <Table.Td>{user.user}</Table.Td>
      <Table.Td>{sentence(user.role)}</Table.Td>
      <Table.Td>{user.team ?? "–"}</Table.Td>
      <Table.Td className="words">{user.practices.map((practice) => practice.name).join(", ") || "–"}</Table.Td>
      <Table.Td>
        <Text c={locked ? "red.9" : undefined} fw={locked ? 600 : 400}>
          {state}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap={6} justify="flex-end" wrap="nowrap">
          {locked && (
            <Button size="xs" h={32} variant="default" loading={unlock.isPending} onClick={() => unlock.mutate()}>
              Unlock
            </Button>
          )}
          <Button size="xs" h={32} variant="default" onClick={dialog.open} aria-label={`New password for ${user.user}`}>
            New password
          </Button>
        </Group>
        <PasswordDialog user={user} opened={changing} onClose={dialog.close} />
      </Table.Td>
    </Table.Tr>
  );
}
