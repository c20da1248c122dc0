import type { Locale } from '@silkport/values';

/** Contrast on white: text 15:1, muted 6:1, white on accent 6:1. */
export const inks = { accent: '#2f6f62', text: '#1c2321', muted: '#55605c', rule: '#dfe5e2', ground: '#f4f6f5' } as const;

const fonts = 'system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Microsoft YaHei","Noto Sans","Noto Sans Arabic",sans-serif';

export const styles = {
  body: (locale: Locale) => ({ margin: 0, padding: '16px', background: inks.ground, color: inks.text, font: `16px/${locale === 'ar' ? 1.7 : 1.5} ${fonts}` }),
  // Read by mail lists, seen by nobody.
  preheader: { display: 'none', maxHeight: 0, overflow: 'hidden', opacity: 0 },
  page: { display: 'block', maxWidth: '600px', margin: '0 auto', padding: '24px', background: '#ffffff', borderRadius: '12px' },
  brand: { margin: '0 0 24px', fontWeight: 600 },
  heading: { margin: '0 0 16px', fontSize: '24px', lineHeight: 1.3 },
  paragraph: { margin: '0 0 16px' },
  subheading: { margin: '24px 0 8px', fontSize: '17px' },
  list: { margin: '0 0 16px', padding: 0, listStyle: 'none' },
  item: { margin: '0 0 8px' },
  facts: { margin: '0 0 16px' },
  label: { display: 'inline', color: inks.muted },
  value: { display: 'inline', margin: 0, fontWeight: 600 },
  line: { padding: '12px 0', borderTop: `1px solid ${inks.rule}` },
  title: { fontWeight: 600 },
  muted: { color: inks.muted, fontSize: '15px' },
  amount: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap', fontWeight: 600 },
  total: { margin: '0 0 16px', padding: '12px 0', borderTop: `2px solid ${inks.text}`, fontSize: '18px' },
  buttonPlace: { margin: '24px 0' },
  button: {
    display: 'inline-block', padding: '14px 28px', borderRadius: '8px', background: inks.accent, color: '#ffffff', fontSize: '17px', fontWeight: 600, textDecoration: 'none',
  },
  note: { margin: '0 0 12px', color: inks.muted, fontSize: '14px' },
  footer: { margin: '24px 0 0', paddingTop: '16px', borderTop: `1px solid ${inks.rule}`, color: inks.muted, fontSize: '14px' },
} as const;
