import { useNavigate } from '@tanstack/react-router';
import type { TemplateSearch } from './routes.ts';

/** Changes what of the template is shown; the address says it. */
export function useGo() {
  const navigate = useNavigate({ from: '/a/$account/templates/$name' });
  return (change: TemplateSearch) =>
    void navigate({ search: (before: TemplateSearch) => ({ ...before, ...change }), resetScroll: false });
}
