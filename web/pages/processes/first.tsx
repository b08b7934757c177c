export function FirstPage() {
  return <div className="page">processes</div>;
}
