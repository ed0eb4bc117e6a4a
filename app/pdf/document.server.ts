import { PDFDocument } from '@cantoo/pdf-lib';
import type { Canvas } from './canvas.server.ts';
import type { FontBook } from './font-book.server.ts';

export interface DocumentFacts {
  readonly title: string;
  readonly subject: string;
  /** BCP 47. */
  readonly language: string;
  /** When the document says that it was made: the same facts give the same bytes. */
  readonly madeAt: Date;
}

/** The pages as a PDF, with the fonts that were drawn with cut down to their glyphs. */
export async function writeDocument(
  facts: DocumentFacts,
  pages: readonly Canvas[],
  fonts: FontBook,
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(facts.title, { showInWindowTitleBar: true });
  document.setSubject(facts.subject);
  document.setLanguage(facts.language);
  document.setProducer('Retour');
  document.setCreator('Retour');
  document.setCreationDate(facts.madeAt);
  document.setModificationDate(facts.madeAt);
  const written = fonts.write(document.context);
  for (const page of pages) page.addTo(document, written);
  return document.save({ addDefaultPage: false, updateFieldAppearances: false });
}
