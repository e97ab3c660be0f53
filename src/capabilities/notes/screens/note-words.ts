/** Where a signed note stands with its supervisor. */
export const STATE_WORDS = { signed: 'signed', 'to-cosign': 'waits for co-signature', returned: 'sent back', cosigned: 'co-signed' } as const;
