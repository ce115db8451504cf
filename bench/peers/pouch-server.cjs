// express-pouchdb over LevelDB in the folder given; says its port.
const PouchDB = require("pouchdb-node");
const express = require("express");
const [folder] = process.argv.slice(2);
const app = express();
const stores = PouchDB.defaults({ prefix: folder });
const options = { mode: "minimumForPouchDB", inMemoryConfig: true, logPath: "/dev/null" };
app.use("/", require("express-pouchdb")(stores, options));
const server = app.listen(0, "127.0.0.1", () => process.send(server.address().port));
