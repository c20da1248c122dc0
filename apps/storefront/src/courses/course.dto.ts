import { RequiredText } from '../form-text.js';

/** The name that is printed on a certificate. */
export class CertificateForm {
  @RequiredText(120) name: string;
}
