// The face of the corpus: every named export, on purpose.
export { corpusDocument, corpusNames, listCorpus, type CorpusDocument, type CorpusName } from './corpus-document.ts';
export { wickedDocument, wickedNames, type WickedDocument, type WickedName } from './wicked-document.ts';
