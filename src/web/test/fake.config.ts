import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { fakeHandler } from "./fake/server";

const fake: Plugin = {
  name: "fake-server",
  configureServer(vite) {
    const answer = fakeHandler();
    vite.middlewares.use((request, response, next) => void answer(request, response, next));
  },
};

export default defineConfig({
  plugins: [react(), fake],
  server: { host: "127.0.0.1", port: Number(process.env.KINDLINE_HTTP ?? 5081) },
});
