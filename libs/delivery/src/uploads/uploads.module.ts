import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '@silkport/platform';
import { CheckUpload } from './check-upload.js';
import { ClamavScanner } from './clamav-scanner.js';
import { DiscardUpload } from './discard-upload.js';
import { FileScanner, NoScanner } from './file-scanner.js';
import { ForgetUpload } from './forget-upload.js';
import { NoteReceived } from './note-received.js';
import { OpenUpload } from './open-upload.js';
import { ResumeChecks } from './resume-checks.js';
import { SweepStorage } from './sweep-storage.js';
import { SweepUploads } from './sweep-uploads.js';
import { TusUploads } from './tus-uploads.js';
import { UploadFolder } from './upload-folder.js';
import { UploadReads } from './upload-reads.js';

const folder = { provide: UploadFolder, useFactory: ({ dataDir }: Config) => new UploadFolder(dataDir), inject: [CONFIG] };
const scanner = { provide: FileScanner, useFactory: ({ uploads: { clamav } }: Config): FileScanner => (clamav ? new ClamavScanner(clamav) : new NoScanner()), inject: [CONFIG] };
const exported = [DiscardUpload, NoteReceived, OpenUpload, TusUploads, UploadReads];

@Module({ providers: [...exported, folder, scanner, CheckUpload, ForgetUpload, ResumeChecks, SweepStorage, SweepUploads], exports: [...exported, FileScanner] })
export class UploadsModule {}
