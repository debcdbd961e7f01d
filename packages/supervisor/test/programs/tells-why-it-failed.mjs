// Tells the reason why it cannot go on and leaves with exit code 65.
const reason = { code: 'document_unusable', detail: 'The document has no paths.', next: 'Add paths to the document.' };
process.send({ type: 'failed', reason }, () => process.exit(65));
