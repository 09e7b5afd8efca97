import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.KINDLINE_SERVER ?? "http://127.0.0.1:5080";

export default defineConfig({
  plugins: [react()],
  build: { outDir: "../Kindline/wwwroot", emptyOutDir: true, chunkSizeWarningLimit: 900 },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": server,
      "/healthz": server,
      "/live": { target: server, ws: true },
      "/sip": { target: server, ws: true },
    },
  },
  test: {
    environment: "jsdom",
    include: ["test/**/*.test.{ts,tsx}"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
  },
});
