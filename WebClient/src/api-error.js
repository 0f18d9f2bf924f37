/** TokenApi returned an error, or could not be reached (`status` 0). Has the RFC 9457 problem details. */
export class ApiError extends Error {
  /** Whether the page repeats the request without the user. */
  isRetried = false;

  /**
   * @param {number} status
   * @param {{title?: string, detail?: string, errors?: Record<string, string[]>}} [problem]
   */
  constructor(status, problem = {}) {
    super(problem.detail ?? problem.title ?? `TokenApi answered ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }
}
