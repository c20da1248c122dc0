import { Transform } from 'class-transformer';
import { Equals, IsEmail, IsOptional, IsString, Length, MaxLength, ValidateIf } from 'class-validator';
import { hasPostalCodes } from '@silkport/markets';
import { OptionalText, RequiredText } from './form-text.js';

/** What every checkout asks for. */
export class CheckoutForm {
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value)) @MaxLength(254) @IsEmail() email: string;
  @IsString() @Length(2, 2) country: string;
  @Equals('on') accepted: string;
  /** Express consent to delivery at once, and that the right of withdrawal ends with it; asked for where the law asks for it. */
  @IsOptional() @IsString() @MaxLength(10) immediate?: string;
  /** Wish that people begin their work within the period for withdrawal. */
  @IsOptional() @IsString() @MaxLength(10) startService?: string;
  @OptionalText(40) province?: string;
  @OptionalText(40) taxId?: string;
  /** Whom a business has its invoice made out to. */
  @ValidateIf(isBusiness) @RequiredText(200) companyName?: string;
  @ValidateIf(isBusiness) @RequiredText(300) companyStreet?: string;
  @ValidateIf(isBusiness) @RequiredText(120) companyCity?: string;
  @OptionalText(120) companyRegion?: string;
  @ValidateIf((form: CheckoutForm) => isBusiness(form) && (hasPostalCodes(form.country) || Boolean(form.companyPostalCode))) @RequiredText(20) companyPostalCode?: string;
  /** The address that was shown with a hint and is right all the same. */
  @IsOptional() @IsString() @MaxLength(500) checkedEmail?: string;
  /** Set by the button that takes the suggested address. */
  @IsOptional() @IsString() @MaxLength(500) suggestedEmail?: string;
}

function isBusiness({ taxId }: CheckoutForm): boolean {
  return Boolean(taxId);
}

/** The same with somewhere for a parcel to go. */
export class ParcelCheckoutForm extends CheckoutForm {
  @RequiredText(200) name: string;
  @RequiredText(300) street: string;
  @RequiredText(120) city: string;
  @OptionalText(120) region?: string;
  @OptionalText(20) postalCode?: string;
  @OptionalText(40) phone?: string;
}
