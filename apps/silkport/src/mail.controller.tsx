import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { MailFolder, type FolderMailSummary } from '@silkport/notifications';
import { Allow } from '@silkport/platform';
import type { FastifyReply } from 'fastify';
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';

/** The mails that the demo would have sent, for whoever tries it on the own machine. Not there where SMTP is configured. */
@Controller('mail')
@Allow('public')
@ApiExcludeController()
export class MailController {
  constructor(private readonly folder: MailFolder) {}

  @Get()
  async list(@Res() reply: FastifyReply): Promise<void> {
    const mails = await this.folder.list();
    send(reply, 'Local mailbox', mails.length ? <MailList mails={mails} /> : <p>No mail yet. Order something: the confirmation comes here.</p>);
  }

  @Get(':id')
  async one(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const mail = await this.folder.read(id);
    // The frame has no script and no form of its own; its links open the shop in this window.
    send(reply, mail.subject, (
      <>
        <p><a href="/mail">All mails</a></p>
        <p>To <bdi>{mail.to}</bdi>, {mail.date.toISOString().slice(0, 16).replace('T', ' ')} UTC</p>
        <iframe title={mail.subject} sandbox="allow-top-navigation-by-user-activation" srcdoc={mail.html.replace('<head>', '<head><base target="_top">')} />
        <details><summary>Plain text</summary><pre dir="auto">{mail.text}</pre></details>
      </>
    ));
  }
}

function MailList({ mails }: { mails: readonly FolderMailSummary[] }) {
  return (
    <ul>
      {mails.map(({ id, subject, to, date }) => (
        <li><a href={`/mail/${id}`} dir="auto">{subject}</a><br /><small>To <bdi>{to}</bdi>, {date.toISOString().slice(0, 16).replace('T', ' ')} UTC</small></li>
      ))}
    </ul>
  );
}

const style = `:root{color-scheme:light dark;background:Canvas;color:CanvasText}a{color:LinkText}body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}li{margin-block:1rem}
iframe{inline-size:100%;block-size:44rem;border:1px solid #8a9590;border-radius:10px;background:#fff}pre{white-space:pre-wrap}`;

function send(reply: FastifyReply, title: string, body: ComponentChildren): void {
  const page = (
    <html lang="en">
      <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>{title}</title><style>{style}</style></head>
      <body><main><h1 dir="auto">{title}</h1>{body}</main></body>
    </html>
  );
  void reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-store').send(`<!doctype html>${render(page)}`);
}
