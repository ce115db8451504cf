// A PouchDB over LevelDB that replicates what it was given; one message with the documents, one that says where to.
const PouchDB = require("pouchdb-node");
const [folder] = process.argv.slice(2);
let source = null;

process.on("message", (message) => {
  void (message.documents === undefined ? replicate(message.to) : fill(message));
});

async function fill({ round, documents }) {
  source = new PouchDB(`${folder}/source-${round}`);
  for (let from = 0; from < documents.length; from += 500) await source.bulkDocs(documents.slice(from, from + 500));
  process.send({ kind: "ready" });
}

async function replicate(to) {
  const startedMs = performance.now();
  const result = await source.replicate.to(to, { batch_size: 500, batches_limit: 10 });
  process.send({ kind: "pushed", tookMs: performance.now() - startedMs, documentsCount: result.docs_written });
}
