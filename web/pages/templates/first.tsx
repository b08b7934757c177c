export function FirstPage() {
  return <div className="page">templates</div>;
}
