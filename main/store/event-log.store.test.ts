import { kitchenMigrations } from "#migrations/kitchen/list.ts";
import { describeEventLog } from "#tests/kit/event-log-contract.ts";
import { openDatabase } from "./database.ts";
import { createEventLog } from "./event-log.ts";
import { migrate } from "./migrator.ts";

describeEventLog("SQLite", async () => {
  const database = openDatabase(":memory:");
  migrate(database.connection, kitchenMigrations, 0);
  const log = createEventLog(database.connection);
  return {
    append: async (event) => log.append(event),
    head: async () => log.head(),
    readStream: async (streamId) => log.readStream(streamId),
    readPage: async (page) => log.readPage(page),
    readDomainsPage: async (page) => log.readDomainsPage(page),
    close: async () => {
      database.close();
    },
  };
});
