import type { Instrument, InstrumentCode } from './model.ts';
import { audit, auditC } from './library/audit.ts';
import { bam, bamIop, bamR } from './library/bam.ts';
import { cssrs } from './library/c-ssrs.ts';
import { dast10 } from './library/dast-10.ts';
import { gad7 } from './library/gad-7.ts';
import { phq9 } from './library/phq-9.ts';
import { barc10, pacs, tea } from './library/recovery.ts';
import { pcl5, pcPtsd5 } from './library/trauma.ts';
import { ciwaAr, cows } from './library/withdrawal.ts';

/** Every instrument that Stepwell can score, in the order a clinician looks for them. */
export const INSTRUMENTS: Record<InstrumentCode, Instrument> = {
  'C-SSRS': cssrs, 'PHQ-9': phq9, 'GAD-7': gad7, AUDIT: audit, 'AUDIT-C': auditC, 'DAST-10': dast10,
  BAM: bam, 'BAM-R': bamR, 'BAM-IOP': bamIop, 'CIWA-Ar': ciwaAr, COWS: cows, 'PC-PTSD-5': pcPtsd5, 'PCL-5': pcl5,
  'BARC-10': barc10, PACS: pacs, TEA: tea,
};
