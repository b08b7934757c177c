export function TemplatesPage() {
  return <div className="page">templates</div>;
}
