/** Everybody of the demo signs in with this. It is public: whoever sells for real starts without the demo. */
export const demoPassword = 'silkport-demo';

export const demoAdminEmail = 'admin@silkport.example';
export const demoBuyerEmail = 'buyer@silkport.example';

export function demoOwnerEmail(merchantSlug: string): string {
  return `owner@${merchantSlug}.example`;
}
