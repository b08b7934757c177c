/** What ends a command: a sentence for the person, an exit code for scripts (1 failed, 2 usage, 3 not found, 4 denied). */
export class Failure extends Error {
  static of(status: number, answer: string): Failure {
    const { title, detail, errors = [] } = problemOf(answer);
    const sentences = [
      detail ?? title ?? `Accord answered ${status}.`,
      ...errors.map(({ pointer, parameter, header, detail: why }) =>
        `  ${pointer ?? parameter ?? header ?? ''} ${why ?? ''}`.trimEnd(),
      ),
    ];
    return new Failure(sentences.join('\n'), status === 404 ? 3 : status === 401 || status === 403 ? 4 : 1);
  }

  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

type Answer = {
  title?: string;
  detail?: string;
  errors?: { pointer?: string; parameter?: string; header?: string; detail?: string }[];
};

function problemOf(answer: string): Answer {
  try {
    return JSON.parse(answer);
  } catch {
    return { detail: answer.slice(0, 300) };
  }
}
