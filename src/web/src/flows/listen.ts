import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

/** One sound at a time: fetched when asked for, played at once, stopped by asking again or by leaving. */
export function useListen() {
  const audio = useRef<HTMLAudioElement | null>(null);
  const [playing, setPlaying] = useState(false);
  const stop = () => {
    if (!audio.current) return;
    audio.current.pause();
    URL.revokeObjectURL(audio.current.src);
    audio.current = null;
    setPlaying(false);
  };
  useEffect(
    () => () => {
      audio.current?.pause();
    },
    [],
  );
  const fetching = useMutation({
    mutationFn: async (fetchSound: () => Promise<Blob>) => {
      const next = new Audio(URL.createObjectURL(await fetchSound()));
      audio.current = next;
      next.onended = stop;
      await next.play();
      setPlaying(true);
    },
    onError: stop,
  });
  return {
    playing,
    pending: fetching.isPending,
    error: fetching.error,
    toggle: (fetchSound: () => Promise<Blob>) => (playing ? stop() : fetching.mutate(fetchSound)),
  };
}
