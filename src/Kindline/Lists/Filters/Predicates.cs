using System.Linq.Expressions;
using Kindline.Patients;

namespace Kindline.Lists.Filters;

/// <summary>Puts tests of a person together from parts that the database understands.</summary>
internal static class Predicates
{
    /// <summary>The test of what is read of a person.</summary>
    public static Expression<Func<Patient, bool>> On<TValue>(Expression<Func<Patient, TValue>> value, Expression<Func<TValue, bool>> test) =>
        Expression.Lambda<Func<Patient, bool>>(Put(test.Body, test.Parameters[0], value.Body), value.Parameters);

    /// <summary>Whether there is anything to read.</summary>
    public static Expression<Func<Patient, bool>> IsKnown<TValue>(Expression<Func<Patient, TValue>> value) =>
        Expression.Lambda<Func<Patient, bool>>(Expression.NotEqual(value.Body, Expression.Constant(null, typeof(TValue))), value.Parameters);

    public static Expression<Func<Patient, bool>> Not(Expression<Func<Patient, bool>> test) =>
        Expression.Lambda<Func<Patient, bool>>(Expression.Not(test.Body), test.Parameters);

    public static Expression<Func<Patient, bool>> And(Expression<Func<Patient, bool>> one, Expression<Func<Patient, bool>> other) =>
        Expression.Lambda<Func<Patient, bool>>(Expression.AndAlso(one.Body, Of(other, one.Parameters[0])), one.Parameters);

    public static Expression<Func<Patient, bool>> Or(Expression<Func<Patient, bool>> one, Expression<Func<Patient, bool>> other) =>
        Expression.Lambda<Func<Patient, bool>>(Expression.OrElse(one.Body, Of(other, one.Parameters[0])), one.Parameters);

    /// <summary>What an expression says of a person, said of this one.</summary>
    public static Expression Of(LambdaExpression about, Expression person) => Put(about.Body, about.Parameters[0], person);

    /// <summary>What is read of what is read of a person.</summary>
    public static Expression<Func<Patient, TResult>> Read<TPart, TResult>(Expression<Func<Patient, TPart>> part, Expression<Func<TPart, TResult>> read) =>
        Expression.Lambda<Func<Patient, TResult>>(Of(read, part.Body), part.Parameters);

    /// <summary>An expression with something else in a parameter's place.</summary>
    public static Expression Put(Expression into, ParameterExpression place, Expression what) => new Putting(place, what).Visit(into);

    private sealed class Putting(ParameterExpression place, Expression what) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == place ? what : node;
    }
}
