import { Alert, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { wordsOf } from "./api";

interface QueryViewProps<T> {
  query: UseQueryResult<T>;
  /** What the waiting reader is told: "Loading calls". */
  loading: string;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  /** Where nothing may move, and the footer says already that the server is away. */
  quiet?: boolean;
  children: (data: T) => ReactNode;
}

/** Loading, failed, empty or there: the four faces of anything fetched. What is already shown stays while a refetch fails. */
export function QueryView<T>({ query, loading, isEmpty, empty, quiet, children }: QueryViewProps<T>) {
  if (query.data === undefined) {
    if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
    return (
      <Stack gap={8} role="status" aria-label={loading}>
        <Skeleton h={32} />
        <Skeleton h={32} />
        <Skeleton h={32} w="70%" />
      </Stack>
    );
  }
  return (
    <>
      {query.isError && !quiet && <Failed error={query.error} onRetry={() => void query.refetch()} stale />}
      {isEmpty?.(query.data) ? <Empty>{empty}</Empty> : children(query.data)}
    </>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return (
    <Text className="panel" c="dimmed" component="div">
      {children}
    </Text>
  );
}

function Failed({ error, onRetry, stale }: { error: unknown; onRetry: () => void; stale?: boolean }) {
  return (
    <Alert color="red.9" role="alert" title={stale ? "This list may be out of date" : "This could not be loaded"}>
      <Group justify="space-between">
        <Text>{wordsOf(error)}</Text>
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      </Group>
    </Alert>
  );
}
