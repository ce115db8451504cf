// A PouchDB over LevelDB that replicates what it was given; one message with the documents, one that says go.
const PouchDB = require("pouchdb-node");
const [folder] = process.argv.slice(2);
let source = null;
process.on("message", async (message) => {
  if (message.documents !== undefined) {
    source = new PouchDB(`${folder}/source-${message.round}`);
    for (let from = 0; from < message.documents.length; from += 500) {
      await source.bulkDocs(message.documents.slice(from, from + 500));
    }
    process.send({ kind: "ready" });
  } else {
    const startedMs = performance.now();
    const result = await source.replicate.to(message.to, { batch_size: 500, batches_limit: 10 });
    process.send({ kind: "pushed", tookMs: performance.now() - startedMs, documentsCount: result.docs_written });
  }
});
