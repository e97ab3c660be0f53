/** The discharge summary as a tagged PDF: headings, paragraphs and language marked, page numbers, purpose and notice. */
import PDFDocument from 'pdfkit';
import type { Instant } from '../../shared/dates.ts';

export type SummaryPage = {
  initials: string;
  agencyName: string;
  parts: readonly { title: string; text: string }[];
  /** Who signed, as what, when, and the mark of the text. */
  signature: string;
  /** The moment of signing: what was signed once prints the same bytes for ever. */
  at: Instant;
  notice: string;
};

/** @returns the file's bytes */
export function summaryPdf(p: SummaryPage): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'LETTER', margins: { top: 64, bottom: 72, left: 64, right: 64 }, tagged: true, lang: 'en-US', displayTitle: true,
    pdfVersion: '1.7', bufferPages: true, info: { Title: 'Discharge summary', Author: p.agencyName, CreationDate: new Date(p.at) } });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
  });
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  root.add(pdf.struct('H1', {}, () => {
    pdf.font('Helvetica-Bold').fontSize(20).text('Discharge summary');
  }));
  root.add(pdf.struct('P', {}, () => {
    pdf.font('Helvetica').fontSize(11).text(`${p.agencyName}. ${p.initials}`).moveDown(0.8);
  }));
  for (const part of p.parts) {
    root.add(pdf.struct('H2', {}, () => {
      pdf.font('Helvetica-Bold').fontSize(12.5).text(part.title, { paragraphGap: 3 });
    }));
    root.add(pdf.struct('P', {}, () => {
      pdf.font('Helvetica').fontSize(11).text(part.text, { lineGap: 2 }).moveDown(0.7);
    }));
  }
  root.add(pdf.struct('P', {}, () => {
    pdf.moveDown(0.5).font('Helvetica').fontSize(11).text(p.signature).moveDown(0.7);
  }));
  root.add(pdf.struct('P', {}, () => {
    pdf.font('Helvetica').fontSize(9.5).text(p.notice);
  }));
  root.end();
  const { count } = pdf.bufferedPageRange();
  for (let i = 0; i < count; i++) {
    pdf.switchToPage(i);
    pdf.page.margins.bottom = 0;
    // a page's foot is decoration to a reader's ear
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf.font('Helvetica').fontSize(9).text(`${p.initials}   Page ${i + 1} of ${count}   For treatment`, 64, 750, { width: 484, align: 'center' });
    pdf.endMarkedContent();
  }
  pdf.end();
  return done;
}
